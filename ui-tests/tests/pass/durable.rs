//! Lifecycles whose states are rows: what the annotation may meet.

use endstate_store::{Durable, private::Declared};

/// What the derive tells the store.
fn declared<L: Durable>() -> &'static Declared {
    const { &L::__DECLARED_BY_DURABLE_ON_THE_ENUM }
}

/// The columns of each state; with a question mark where it may be null there.
fn columns<L: Durable>() -> Vec<Vec<String>> {
    let states = declared::<L>().states.iter();
    let columns = states.map(|state| {
        let columns = state.columns.iter();
        let named = columns.map(|column| {
            let may_be_null = if column.optional { "?" } else { "" };
            format!("{}{may_be_null}", column.name)
        });
        named.collect()
    });
    columns.collect()
}

mod shapes {
    use std::time::Duration;

    use endstate::{Abandoned, BoxError, Lifecycle};
    use endstate_store::{Durable, Error, Id, Store, Tx, sqlx};

    use super::{columns, declared};

    #[derive(Lifecycle, Durable)]
    #[lifecycle(
        handle = Trip,
        fixpoint = Lost,
        prefix = "Trip",
        rename_all = "kebab-case",
        transitions(pub(crate)),
        derive(Debug, PartialEq)
    )]
    #[durable(table = "trips", version = 2, attempts = 3)]
    enum TripState {
        #[lifecycle(initial, to(Packed), group(AtHome))]
        Planned,
        #[lifecycle(to(UnderWay, Lost), group(AtHome), invariant = TripPacked::is_light)]
        #[durable(deadline = "90s" -> Lost)]
        Packed(String, #[durable(column = "pounds")] i64),
        #[lifecycle(to(UnderWay, Home, Lost))]
        #[durable(resting, deadline = "7d" -> Lost)]
        UnderWay {
            way: String,
            passengers: Option<i64>,
            #[durable(references = "maps(id)")]
            map: Option<String>,
        },
        #[lifecycle(terminal)]
        Home { way: Option<String> },
        #[lifecycle(terminal)]
        Lost(String),
    }

    impl TripPacked {
        fn is_light(&self) -> bool {
            self.1 < 50
        }
    }

    impl From<Abandoned> for TripLost {
        fn from(abandoned: Abandoned) -> Self {
            Self(abandoned.to_string())
        }
    }

    impl<S: TripAtHome> Trip<S> {
        fn is_at_home(&self) -> bool {
            self.row.attempt() > 0
        }
    }

    async fn travel(store: Store, id: Id<TripState>) -> Result<(), Error> {
        let driven = store.drive(id, async |any| match any {
            AnyTrip::Planned(trip) => {
                assert!(trip.is_at_home());
                let trip = trip.to(TripPacked("tent".to_owned(), 3)).await?;
                let next = TripUnderWay {
                    way: "north".to_owned(),
                    passengers: Some(2),
                    map: None,
                };
                let written = trip.row.id();
                let trip = trip.to_with(next, async |tx| write(tx, written).await);
                Ok(trip.await?.rest())
            }
            AnyTrip::UnderWay(trip) => {
                let way = Some(trip.state.way.clone());
                Ok(trip.to(TripHome { way }).await?.exit())
            }
            other => Err(format!("{other:?}").into()),
        });
        drop(driven.await?);
        Ok(())
    }

    async fn write(tx: &mut Tx, id: Id<TripState>) -> Result<(), BoxError> {
        let stamp = sqlx::query("INSERT INTO stamps (trip) VALUES ($1)").bind(id.to_string());
        stamp.execute(tx.sqlite()?).await?;
        Ok(())
    }

    #[test]
    fn a_drive_can_be_sent_to_another_thread() {
        fn can_be_sent<T: Send + 'static>(_: impl FnOnce(Store, Id<TripState>) -> T) {}
        can_be_sent(travel);
    }

    #[test]
    fn the_store_is_told_what_the_annotation_says() {
        let declared = declared::<TripState>();
        assert_eq!(declared.table, "trips");
        assert_eq!((declared.version, declared.attempts), (2, 3));
        let resting = declared.states.iter().map(|state| state.resting);
        assert_eq!(
            resting.collect::<Vec<_>>(),
            [false, false, true, false, false]
        );
        let deadlines = declared.states.iter().map(|state| state.deadline);
        let deadlines: Vec<_> = deadlines.collect();
        assert_eq!(deadlines[1], Some((Duration::from_secs(90), 4)));
        assert_eq!(deadlines[2], Some((Duration::from_hours(7 * 24), 4)));
        assert_eq!(
            columns::<TripState>(),
            [
                vec![],
                vec!["packed_0", "pounds"],
                vec!["way", "passengers?", "map?"],
                vec!["way?"],
                vec!["lost_0"],
            ]
        );
        let references = declared.states[2].columns.iter().map(|it| it.references);
        assert_eq!(
            references.collect::<Vec<_>>(),
            [None, None, Some("maps(id)")]
        );
    }
}

mod keywords {
    use endstate::Lifecycle;
    use endstate_store::{Durable, Error, Exit};

    use super::columns;

    #[derive(Lifecycle, Durable)]
    #[lifecycle(handle = r#struct, fixpoint = r#break, prefix = "Raw")]
    #[durable(table = "keywords")]
    #[allow(non_camel_case_types)]
    enum KeywordState {
        #[lifecycle(initial, to(r#loop))]
        r#type { r#fn: i64, r#mut: Option<i64> },
        #[lifecycle(to(r#break))]
        #[durable(resting, deadline = "1h" -> r#break)]
        r#loop(i64),
        #[lifecycle(terminal)]
        r#break,
    }

    #[allow(dead_code)]
    async fn on(raw: r#struct<Rawtype>) -> Result<Exit<KeywordState>, Error> {
        let sum = raw.state.r#fn + raw.state.r#mut.unwrap_or(0);
        Ok(raw.to(Rawloop(sum)).await?.to(Rawbreak).await?.exit())
    }

    #[test]
    fn a_keyword_is_a_column_without_the_mark() {
        assert_eq!(
            columns::<KeywordState>(),
            [vec!["fn", "mut?"], vec!["loop_0"], vec![]]
        );
    }
}

mod of_the_prelude {
    use endstate::Lifecycle;
    use endstate_store::Durable as Rows;

    use super::columns;

    #[derive(Lifecycle, Rows)]
    #[lifecycle(handle = Prelude, fixpoint = Err)]
    #[durable(table = "preludes")]
    #[allow(clippy::enum_variant_names, dead_code)]
    enum PreludeState {
        #[lifecycle(initial, to(Option))]
        Result { error: ::core::option::Option<i64> },
        #[lifecycle(to(Some), invariant = Option::is_fine)]
        Option(i64),
        #[lifecycle(to(Ok))]
        #[durable(resting, unbounded = "it may be asked for at any time")]
        Some,
        #[lifecycle(to(Box, Err))]
        #[durable(deadline = "5m" -> Err)]
        Ok,
        #[lifecycle(to(Err, None))]
        Box,
        #[lifecycle(to(Send, Err))]
        #[durable(deadline = "5m" -> Err)]
        None,
        #[lifecycle(to(Into, From))]
        Send,
        #[lifecycle(to(Error, Exit))]
        Into,
        #[lifecycle(to(Row, Store))]
        From,
        #[lifecycle(to(Durable))]
        Error,
        #[lifecycle(to(Durable))]
        Exit,
        #[lifecycle(to(Durable))]
        Row,
        #[lifecycle(to(Durable))]
        Store,
        #[lifecycle(to(Err))]
        Durable,
        #[lifecycle(terminal)]
        Err,
    }

    impl Option {
        fn is_fine(&self) -> bool {
            self.0 > 0
        }
    }

    #[allow(dead_code)]
    async fn on(
        prelude: Prelude<Result>,
    ) -> ::core::result::Result<::endstate_store::Exit<PreludeState>, ::endstate_store::Error> {
        let prelude = prelude.to(Option(1)).await?.to(Some).await?.to(Ok).await?;
        let prelude = prelude.to(Box).await?.to(None).await?.to(Err).await?;
        ::core::result::Result::Ok(prelude.exit())
    }

    #[test]
    fn the_prelude() {
        assert_eq!(columns::<PreludeState>()[..2], [["error?"], ["option_0"]]);
    }
}

/// As whoever expands the derives inside a macro of their own may need it.
mod without_the_prelude {
    #![no_implicit_prelude]

    use ::core::prelude::v1::test;

    #[derive(::endstate::Lifecycle, ::endstate_store::Durable)]
    #[lifecycle(handle = Bare, fixpoint = Closed)]
    #[durable(table = "bare", crate = ::endstate_store)]
    enum BareState {
        #[lifecycle(initial, to(Open))]
        Connecting { addr: ::std::string::String },
        #[lifecycle(to(Open, Closed))]
        #[durable(resting, deadline = "1h" -> Closed)]
        Open(::core::option::Option<i64>),
        #[lifecycle(terminal)]
        Closed(::std::string::String),
    }

    impl ::core::convert::From<::endstate::Abandoned> for Closed {
        fn from(abandoned: ::endstate::Abandoned) -> Self {
            Closed(::std::string::ToString::to_string(&abandoned))
        }
    }

    #[test]
    fn everything_works_by_full_paths() {
        ::std::assert_eq!(super::columns::<BareState>()[1], ["open_0?"]);
    }
}

/// A dependency may have another name, here and in a macro that expands to an annotated enum.
mod under_another_name {
    use endstate as core_crate;
    use endstate_store as store_crate;

    use super::declared;

    macro_rules! lifecycle {
        ($state:ident, $end:ident, $field:ident, $ty:ty) => {
            #[derive(core_crate::Lifecycle, store_crate::Durable)]
            #[lifecycle(handle = Renamed, fixpoint = $end, crate = core_crate)]
            #[durable(table = "renamed", crate = store_crate)]
            #[allow(dead_code)]
            enum RenamedState {
                #[lifecycle(initial, to($end))]
                #[durable(deadline = "1d" -> $end)]
                $state { $field: $ty },
                #[lifecycle(terminal)]
                $end,
            }
        };
    }
    lifecycle!(Begun, Over, note, Option<String>);

    #[test]
    fn paths_are_taken_as_they_are_given() {
        assert_eq!(declared::<RenamedState>().table, "renamed");
        assert!(declared::<RenamedState>().states[0].columns[0].optional);
    }
}

#[test]
fn inside_of_a_function() {
    use endstate::Lifecycle;

    #[derive(Lifecycle, Durable)]
    #[lifecycle(fixpoint = Over)]
    #[durable(table = "inner")]
    enum InnerState {
        #[lifecycle(initial, to(Over))]
        Begun { at: i64 },
        #[lifecycle(terminal)]
        Over,
    }

    let state = InnerState::from(Begun { at: 1 });
    assert!(matches!(state, InnerState::Begun { at: 1 }));
    assert_eq!(columns::<InnerState>(), [vec!["at"], vec![]]);
}
