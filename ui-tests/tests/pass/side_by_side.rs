//! Two lifecycles with equal names in one module, a lifecycle in a function, and use before declaration.

use endstate::{Abandoned, Lifecycle};

// Used before it is declared.
fn finish(task: Task<TaskRunning>) -> Task<TaskClosed> {
    task.to(TaskClosed)
}

#[derive(Lifecycle)]
#[lifecycle(prefix = "Conn", fixpoint = Closed)]
enum ConnectionState {
    #[lifecycle(initial, to(Closed), group(Live))]
    Running,
    #[lifecycle(terminal)]
    Closed,
}

#[derive(Lifecycle)]
#[lifecycle(prefix = "Task", fixpoint = Closed)]
enum TaskState {
    #[lifecycle(initial, to(Closed), group(Live))]
    Running,
    #[lifecycle(terminal)]
    Closed,
}

fn of_a_connection<S: ConnLive>(_: &Connection<S>) {}
fn of_a_task<S: TaskLive>(_: &Task<S>) {}

#[test]
fn equal_names_are_set_apart_by_a_prefix() {
    let end = Connection::scope(ConnRunning).run_sync(|conn| {
        of_a_connection(&conn);
        let end = Task::scope(TaskRunning).run_sync(|task| {
            of_a_task(&task);
            Ok(finish(task).exit())
        });
        assert!(matches!(end, TaskEnd::Closed(TaskClosed)));
        Ok(conn.to(ConnClosed).exit())
    });
    assert!(matches!(end, ConnectionEnd::Closed(ConnClosed)));
}

#[test]
fn a_prefix_covers_states_and_not_statuses() {
    let names = |graph: &endstate::Graph| {
        graph
            .states
            .iter()
            .map(|state| state.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(ConnectionState::GRAPH), ["Running", "Closed"]);
    assert_eq!(names(TaskState::GRAPH), ["Running", "Closed"]);
    assert_eq!(ConnectionState::GRAPH.states[0].status, "running");
}

#[test]
fn a_lifecycle_may_live_in_a_function() {
    #[derive(Lifecycle)]
    #[lifecycle(handle = Local, context = u8, fixpoint = Closed, resume)]
    enum LocalState<T> {
        #[lifecycle(initial, to(Closed), group(Live))]
        Running(T),
        #[lifecycle(terminal)]
        Closed { why: String },
    }
    impl From<Abandoned> for Closed {
        fn from(abandoned: Abandoned) -> Self {
            Self {
                why: abandoned.to_string(),
            }
        }
    }
    impl<T, S: Live> Local<T, S> {
        fn context(&self) -> u8 {
            self.context
        }
    }

    let end = Local::scope(Running("text"), 5).run_sync(|local| {
        let why = format!("{} {}", local.state.0, local.context());
        Ok(local.to(Closed { why }).exit())
    });
    let LocalEnd::Closed(closed) = end;
    assert_eq!(closed.why, "text 5");
    let end = Local::resume(LocalState::Running(1), 5).run_sync(|_| Err("late".into()));
    let LocalEnd::Closed(closed) = end;
    assert_eq!(closed.why, "late");
}
