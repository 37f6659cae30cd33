//! What an enum with `#[durable(..)]` has no use for.

use crate::{model::Model, report::Report};

pub(super) fn without_a_use(model: &Model, report: &mut Report) {
    if model.store.is_none() {
        return;
    }
    if let Some(context) = model.context() {
        report.mistake(
            context,
            "a durable lifecycle's handles carry their row instead, in the field `row`\n\
             drop `context`, and hand what the body needs to its closure",
        );
    }
    if let Some(resume) = &model.keys.resume {
        report.mistake(
            &resume.key,
            "`store.drive` resumes a durable lifecycle, in whatever state its row is; drop `resume`",
        );
    }
    let parameters = &model.handle_generics;
    if !parameters.params.is_empty() {
        report.mistake(
            &parameters.params,
            "a durable lifecycle has no parameters: the rows of its table are of one type",
        );
    }
}
