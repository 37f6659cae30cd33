//! Variants with the names of what generated code is made of.

mod one_letter {
    use endstate::Lifecycle;

    #[derive(Lifecycle)]
    #[lifecycle(handle = Letters, context = u8, fixpoint = N, resume)]
    enum LettersState {
        #[lifecycle(initial, to(S), group(A))]
        T,
        #[lifecycle(to(C), group(A, L))]
        S(u8),
        #[lifecycle(to(N, C))]
        C { s: u8 },
        #[lifecycle(terminal)]
        N,
    }

    impl<X: A> Letters<X> {
        fn context(&self) -> u8 {
            self.context
        }
    }

    fn of_l<X: L>(_: &Letters<X>) {}

    #[test]
    fn letters() {
        let end = Letters::scope(T, 4).run_sync(|letters| {
            let letters = letters.to(S(3));
            of_l(&letters);
            let s = letters.state.0 + letters.context();
            Ok(letters.to(C { s }).to(N).exit())
        });
        assert!(matches!(end, LettersEnd::N(N)));
        let end = Letters::resume(LettersState::C { s: 1 }, 4).run_sync(|any| match any {
            AnyLetters::C(letters) => Ok(letters.to(N).exit()),
            other => panic!("{other:?}"),
        });
        assert_eq!(format!("{end:?}"), "LettersEnd::N");
    }
}

mod of_the_prelude {
    use endstate::Lifecycle;

    #[derive(Lifecycle)]
    #[lifecycle(handle = Prelude, fixpoint = None, resume, cancelled = Err)]
    #[allow(clippy::enum_variant_names, dead_code)]
    enum PreludeState {
        #[lifecycle(initial, to(Option), group(Into))]
        Result { ok: u8 },
        #[lifecycle(to(Ok, Box), group(Into, Iterator), invariant = Option::is_fine)]
        Option(u8),
        #[lifecycle(to(Some))]
        Ok,
        #[lifecycle(to(Vec))]
        Box,
        #[lifecycle(to(Some))]
        Vec,
        #[lifecycle(to(String, None))]
        Some,
        #[lifecycle(to(Send, Sync, Sized, Clone, Copy, Drop))]
        String,
        #[lifecycle(to(Fn))]
        Send,
        #[lifecycle(to(Fn))]
        Sync,
        #[lifecycle(to(Fn))]
        Sized,
        #[lifecycle(to(Fn))]
        Clone,
        #[lifecycle(to(Fn))]
        Copy,
        #[lifecycle(to(Fn))]
        Drop,
        #[lifecycle(to(FnOnce))]
        Fn,
        #[lifecycle(to(Default, Debug, From))]
        FnOnce,
        #[lifecycle(to(None))]
        Default,
        #[lifecycle(to(None))]
        Debug,
        #[lifecycle(to(None))]
        From,
        #[lifecycle(terminal)]
        Err,
        #[lifecycle(terminal)]
        None,
    }

    impl Option {
        fn is_fine(&self) -> bool {
            self.0 > 0
        }
    }

    #[test]
    fn the_prelude() {
        let end = Prelude::scope(Result { ok: 1 }).run_sync(|prelude| {
            let ok = prelude.state.ok;
            let prelude = prelude.try_to(Option(ok))?;
            let prelude = prelude.to(Box).to(Vec).to(Some).to(String).to(Clone);
            let prelude = prelude.to(Fn).to(FnOnce).to(Default);
            ::core::result::Result::Ok(prelude.to(None).exit())
        });
        assert!(matches!(end, PreludeEnd::None(None)));
        drop(Prelude::resume(PreludeState::Ok));
    }
}

mod of_the_runtime {
    use endstate::Lifecycle as Derived;

    #[derive(Derived)]
    #[lifecycle(handle = Runtime, fixpoint = Terminal)]
    #[allow(dead_code)]
    enum RuntimeState {
        #[lifecycle(initial, to(Token))]
        State,
        #[lifecycle(to(Exit))]
        Token,
        #[lifecycle(to(Scope))]
        Exit(u8),
        #[lifecycle(to(End))]
        Scope,
        #[lifecycle(to(Handle))]
        End,
        #[lifecycle(to(Any))]
        Handle,
        #[lifecycle(to(Lifecycle))]
        Any,
        #[lifecycle(to(Initial))]
        Lifecycle,
        #[lifecycle(to(Graph))]
        Initial,
        #[lifecycle(to(SelfState))]
        Graph,
        #[lifecycle(to(ReachableFrom))]
        SelfState,
        #[lifecycle(to(Abandoned))]
        ReachableFrom,
        #[lifecycle(to(Rejected))]
        Abandoned,
        #[lifecycle(to(Terminal))]
        Rejected,
        #[lifecycle(terminal)]
        Terminal,
    }

    #[test]
    fn the_runtime() {
        let end = Runtime::scope(State).run_sync(|runtime| {
            let runtime = runtime.to(Token).to(Exit(1)).to(Scope).to(End).to(Handle);
            let runtime = runtime.to(Any).to(Lifecycle).to(Initial).to(Graph);
            let runtime = runtime.to(SelfState).to(ReachableFrom).to(Abandoned);
            Ok(runtime.to(Rejected).to(Terminal).exit())
        });
        assert!(matches!(end, RuntimeEnd::Terminal(Terminal)));
    }
}
