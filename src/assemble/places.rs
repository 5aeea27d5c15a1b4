//! Names that leave out their place take the issuer's.
//!
//! In: a plan whose tasks and header are read. Out: "Ủy ban nhân dân tỉnh" of a plan of Lào Cai is named "Ủy ban nhân dân
//! tỉnh Lào Cai"; the words and spans stay as printed.

use crate::entity::agency::name_with_place;
use crate::model::Plan;

/// The organs of the state power of a place, of which each place has one.
fn is_authority(name: &str) -> bool {
    ["Ủy ban nhân dân ", "Hội đồng nhân dân "].iter().any(|organ| name.starts_with(organ))
}

/// Completes the names of the agencies of all tasks and of the addressees.
pub(crate) fn complete_names(plan: &mut Plan) {
    let Plan { header, tasks, .. } = plan;
    let issuers: Vec<&str> =
        [&header.issuer, &header.parent_agency].into_iter().flatten().map(|a| a.name.as_str()).collect();
    let of_tasks = tasks.iter_mut().flat_map(|t| {
        [&mut t.lead, &mut t.coordinating, &mut t.implementing, &mut t.supervising].into_iter().flatten()
    });
    for agency in of_tasks.chain(&mut header.addressees).filter(|a| !a.collective && is_authority(&a.name)) {
        if let Some(name) = issuers.iter().find_map(|issuer| name_with_place(&agency.name, issuer)) {
            agency.name = name;
        }
    }
}
