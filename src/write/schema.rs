//! The JSON Schema of the contract `kehoach/1`, generated from the model's own types.
//!
//! Out: a schema of draft 2020-12 that holds for what is *written*: every key is required, since keys are always
//! present; new keys are allowed, since adding one keeps the version.

use crate::Parsed;
use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::{Value, json};

/// The JSON Schema of a plan as [`json()`](super::json()) writes it.
#[must_use]
pub fn schema() -> Value {
    // Every key is written: nothing has a default.
    let no_defaults = RecursiveTransform(|schema: &mut Schema| {
        schema.remove("default");
    });
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(no_defaults);
    let generator = settings.into_generator();
    let mut schema = generator.into_root_schema_for::<Parsed>().to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), json!("kehoach/1"));
        root.insert(
            "description".to_owned(),
            json!(
                "A Vietnamese administrative plan (kế hoạch) as kehoach reads it. Values read from the document hold \
                 `text`, its words, and `spans`, the [start, end) byte ranges of the source text where they stand."
            ),
        );
    }
    if let Some(version) = schema.pointer_mut("/properties/schema") {
        *version = json!({ "const": "kehoach/1", "description": "Version of this contract." });
    }
    schema
}
