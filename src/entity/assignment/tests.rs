//! Tables of inputs.
