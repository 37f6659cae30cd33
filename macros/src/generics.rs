//! Which generic parameters a generated item takes.

use std::collections::HashSet;

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, WherePredicate, punctuated::Punctuated};

/// The parameters that `tokens` names, in their order, with all their bounds that name no other parameter.
pub(crate) fn named_by(generics: &Generics, tokens: TokenStream) -> Generics {
    let all: HashSet<String> = generics.params.iter().map(name).collect();
    let mut named = HashSet::new();
    uses(tokens, &mut named);
    named.retain(|name| all.contains(name));
    let foreign: HashSet<String> = all.difference(&named).cloned().collect();
    let free = |tokens: TokenStream| {
        let mut used = HashSet::new();
        uses(tokens, &mut used);
        used.is_disjoint(&foreign)
    };

    let mut subset = Generics::default();
    for param in generics
        .params
        .iter()
        .filter(|param| named.contains(&name(param)))
    {
        subset.params.push(with_bounds(param, free));
    }
    drop_stranded_defaults(&mut subset);
    if let Some(clause) = &generics.where_clause {
        let kept = clause.predicates.iter().filter(|predicate| {
            let mut used = HashSet::new();
            uses(predicate.to_token_stream(), &mut used);
            // `Self` is the enum there.
            used.is_disjoint(&foreign) && !used.is_disjoint(&named) && !used.contains("Self")
        });
        subset.make_where_clause().predicates.extend(kept.cloned());
    }
    subset
}

/// The parameters without their defaults, for an item that adds one of its own at the end.
pub(crate) fn without_defaults(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    for param in &mut generics.params {
        drop_default(param);
    }
    generics
}

/// Both lists as one: lifetimes have to come first.
pub(crate) fn joined(first: &Generics, second: &Generics) -> Generics {
    let is_lifetime = |param: &&GenericParam| matches!(param, GenericParam::Lifetime(_));
    let params = || first.params.iter().chain(&second.params);
    let where_clause = first.where_clause.clone();
    let mut joined = Generics {
        where_clause,
        ..Generics::default()
    };
    joined.params.extend(params().filter(is_lifetime).cloned());
    joined
        .params
        .extend(params().filter(|param| !is_lifetime(param)).cloned());
    joined
}

/// `'a, T, N`, as written between the angle brackets of a type.
pub(crate) fn arguments(generics: &Generics) -> Punctuated<TokenStream, syn::Token![,]> {
    generics
        .params
        .iter()
        .map(|param| match param {
            GenericParam::Lifetime(param) => param.lifetime.to_token_stream(),
            GenericParam::Type(param) => param.ident.to_token_stream(),
            GenericParam::Const(param) => param.ident.to_token_stream(),
        })
        .collect()
}

/// `'a: 'b, T: Bound, const N: usize`, as written after `impl`.
pub(crate) fn declared(generics: &Generics) -> Punctuated<GenericParam, syn::Token![,]> {
    without_defaults(generics).params
}

/// The predicates of the where clause, each with a comma after it.
pub(crate) fn predicates(generics: &Generics) -> Option<TokenStream> {
    let predicates: Vec<&WherePredicate> =
        generics.where_clause.as_ref()?.predicates.iter().collect();
    (!predicates.is_empty()).then(|| quote!(#(#predicates,)*))
}

fn name(param: &GenericParam) -> String {
    match param {
        GenericParam::Lifetime(param) => param.lifetime.to_string(),
        GenericParam::Type(param) => param.ident.to_string(),
        GenericParam::Const(param) => param.ident.to_string(),
    }
}

fn with_bounds(param: &GenericParam, free: impl Fn(TokenStream) -> bool) -> GenericParam {
    let mut param = param.clone();
    match &mut param {
        GenericParam::Lifetime(param) => {
            param.bounds = param
                .bounds
                .iter()
                .filter(|bound| free(quote!(#bound)))
                .cloned()
                .collect();
        }
        GenericParam::Type(param) => {
            param.bounds = param
                .bounds
                .iter()
                .filter(|bound| free(quote!(#bound)))
                .cloned()
                .collect();
            param
                .default
                .take_if(|(_, default)| !free(quote!(#default)));
        }
        GenericParam::Const(param) => {
            param
                .default
                .take_if(|(_, default)| !free(quote!(#default)));
        }
    }
    param
}

/// A default may not stand before a parameter that has none.
fn drop_stranded_defaults(generics: &mut Generics) {
    let mut all_later_have_one = true;
    for i in (0..generics.params.len()).rev() {
        let param = &mut generics.params[i];
        all_later_have_one &= match param {
            GenericParam::Lifetime(_) => true,
            GenericParam::Type(param) => param.default.is_some(),
            GenericParam::Const(param) => param.default.is_some(),
        };
        if !all_later_have_one {
            drop_default(param);
        }
    }
}

fn drop_default(param: &mut GenericParam) {
    match param {
        GenericParam::Lifetime(_) => {}
        GenericParam::Type(param) => param.default = None,
        GenericParam::Const(param) => param.default = None,
    }
}

/// The names in `tokens` that could be generic parameters: lifetimes, and identifiers that begin a path.
fn uses(tokens: TokenStream, found: &mut HashSet<String>) {
    let mut after_colon = false;
    let mut after_path_separator = false;
    let mut after_quote = false;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let (mut colon, mut separator, mut quote) = (false, false, false);
        match token {
            TokenTree::Ident(ident) if after_quote => {
                found.insert(format!("'{ident}"));
            }
            TokenTree::Ident(ident) => {
                let binds_associated_type = matches!(
                    tokens.peek(),
                    Some(TokenTree::Punct(next)) if next.as_char() == '=' && next.spacing() == Spacing::Alone
                );
                if !after_path_separator && !binds_associated_type {
                    found.insert(ident.to_string());
                }
            }
            TokenTree::Group(group) => uses(group.stream(), found),
            TokenTree::Punct(punct) => {
                separator = after_colon && punct.as_char() == ':';
                colon = punct.as_char() == ':' && punct.spacing() == Spacing::Joint && !separator;
                quote = punct.as_char() == '\'';
            }
            TokenTree::Literal(_) => {}
        }
        (after_colon, after_path_separator, after_quote) = (colon, separator, quote);
    }
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens, quote};
    use syn::{Generics, parse_quote};

    use super::named_by;

    fn subset(generics: &Generics, fields: proc_macro2::TokenStream) -> String {
        let subset = named_by(generics, fields);
        let clause = &subset.where_clause;
        quote!(#subset #clause).to_token_stream().to_string()
    }

    #[test]
    fn only_what_the_fields_name() {
        let generics = parse_quote!(<'a, T: Clone, U, const N: usize>);
        assert_eq!(subset(&generics, quote!(u8)), "");
        assert_eq!(
            subset(&generics, quote!(&'a [U; N])),
            "< 'a , U , const N : usize >"
        );
    }

    #[test]
    fn a_path_segment_or_an_associated_type_is_no_use() {
        let generics = parse_quote!(<T, Item>);
        assert_eq!(subset(&generics, quote!(other::T)), "");
        assert_eq!(subset(&generics, quote!(<T as Iterator>::Item)), "< T >");
        assert_eq!(subset(&generics, quote!(dyn Iterator<Item = T>)), "< T >");
    }

    #[test]
    fn a_bound_that_names_another_parameter_is_left_out() {
        let mut generics: Generics = parse_quote!(<'a, T: Into<U> + Clone + 'a, U>);
        generics.where_clause = Some(parse_quote!(where U: Copy, T: PartialEq<U>, T: Send));
        assert_eq!(subset(&generics, quote!(T)), "< T : Clone > where T : Send");
    }

    #[test]
    fn a_default_never_stands_before_a_parameter_without_one() {
        let generics = parse_quote!(<T = u8, V = u16, U = Vec<V>>);
        assert_eq!(subset(&generics, quote!((T, U))), "< T , U >");
        assert_eq!(subset(&generics, quote!((T, V))), "< T = u8 , V = u16 >");
    }
}
