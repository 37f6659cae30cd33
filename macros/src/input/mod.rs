//! What the user wrote, read and not yet judged.

pub(crate) mod keys;
mod on_enum;
mod on_variant;

use syn::{Data, DeriveInput, Fields, Variant};

pub(crate) use self::{
    on_enum::{EnumKeys, HandleName},
    on_variant::{VariantKeys, mark},
};
use crate::report::Report;

pub(crate) struct Input<'a> {
    pub(crate) item: &'a DeriveInput,
    pub(crate) keys: EnumKeys,
    pub(crate) variants: Vec<(&'a Variant, VariantKeys)>,
}

impl<'a> Input<'a> {
    /// `None` where there are no states to speak of; what is wrong is in the report then.
    pub(crate) fn parse(item: &'a DeriveInput, report: &mut Report) -> Option<Self> {
        let data = match &item.data {
            Data::Enum(data) => data,
            Data::Struct(data) => {
                report.mistake(
                    data.struct_token,
                    "`Lifecycle` is derived for an enum of states, not for a struct",
                );
                return None;
            }
            Data::Union(data) => {
                report.mistake(
                    data.union_token,
                    "`Lifecycle` is derived for an enum of states, not for a union",
                );
                return None;
            }
        };
        if data.variants.is_empty() {
            report.mistake(
                &item.ident,
                "a lifecycle needs states: this enum has no variants",
            );
            return None;
        }
        let keys = EnumKeys::parse(&item.attrs, report);
        let variants = data
            .variants
            .iter()
            .map(|variant| {
                refuse_on_fields(&variant.fields, report);
                (variant, VariantKeys::parse(&variant.attrs, report))
            })
            .collect();
        Some(Self {
            item,
            keys,
            variants,
        })
    }
}

fn refuse_on_fields(fields: &Fields, report: &mut Report) {
    let attributes = fields.iter().flat_map(|field| &field.attrs);
    for attribute in attributes.filter(|attribute| attribute.path().is_ident("lifecycle")) {
        report.mistake(
            attribute,
            "`#[lifecycle(..)]` belongs on the enum or on a variant, not on a field",
        );
    }
}
