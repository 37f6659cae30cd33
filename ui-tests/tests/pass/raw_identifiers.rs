//! Keywords as names of variants, fields, groups and the handle.

use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(handle = r#struct, fixpoint = r#break, resume, prefix = "Raw")]
#[allow(non_camel_case_types)]
enum KeywordState {
    #[lifecycle(initial, to(r#loop, match_), group(r#dyn))]
    r#type { r#fn: u8, r#mut: u8 },
    #[lifecycle(to(r#break when "done"), group(r#dyn))]
    r#loop(u8),
    #[lifecycle(to(r#break))]
    match_,
    #[lifecycle(terminal)]
    r#break,
}

impl<S: Rawdyn> r#struct<S> {
    fn r#await(&self) -> &S {
        &self.state
    }
}

#[test]
fn a_keyword_is_a_name() {
    let start = Rawtype { r#fn: 1, r#mut: 2 };
    let end = r#struct::scope(start).run_sync(|raw| {
        assert_eq!((raw.state.r#fn, raw.state.r#mut), (1, 2));
        let raw = raw.to(Rawloop(3));
        assert_eq!(raw.r#await().0, 3);
        assert_eq!(format!("{raw:?}"), "struct<loop>");
        Ok(raw.to(Rawbreak).exit())
    });
    assert!(matches!(end, structEnd::r#break(Rawbreak)));
}

#[test]
fn names_and_statuses_are_without_the_mark() {
    let states = KeywordState::GRAPH.states;
    let names = ["type", "loop", "match_", "break"];
    assert_eq!(
        states.iter().map(|state| state.name).collect::<Vec<_>>(),
        names
    );
    assert_eq!(
        states.iter().map(|state| state.status).collect::<Vec<_>>(),
        names
    );
}

mod without_a_prefix {
    use endstate::Lifecycle;

    #[derive(Lifecycle)]
    #[lifecycle(handle = r#fn, fixpoint = r#final)]
    #[allow(non_camel_case_types)]
    enum Keywords {
        #[lifecycle(initial, to(r#final), group(r#async))]
        r#do(u8),
        #[lifecycle(terminal)]
        r#final,
    }

    fn in_group<S: r#async>(_: &r#fn<S>) {}

    #[test]
    fn a_state_struct_may_be_a_keyword() {
        let end = r#fn::scope(r#do(1)).run_sync(|raw| {
            in_group(&raw);
            Ok(raw.to(r#final).exit())
        });
        let fnEnd::r#final(r#final) = end;
    }
}
