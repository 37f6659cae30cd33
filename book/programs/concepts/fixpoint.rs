//! A project whose fixpoint nobody chose, and the same project with one that somebody did.

// ANCHOR: plain
#[derive(Debug, Clone, Copy)]
enum Status {
    Initialized,
    Running,
}

fn prepare(repo: &str) -> Result<(), &'static str> {
    match repo {
        "gone" => Err("there is no such repository"),
        _ => Ok(()),
    }
}

fn start(status: &mut Status, repo: &str) -> Result<(), &'static str> {
    prepare(repo)?;
    *status = Status::Running;
    Ok(())
}
// ANCHOR_END: plain

// ANCHOR: named
mod named {
    use endstate::Lifecycle;

    #[derive(Lifecycle)]
    #[lifecycle(fixpoint = Failed)]
    pub(crate) enum ProjectState {
        #[lifecycle(initial, to(Running))]
        Initialized,
        #[lifecycle(terminal)]
        Running,
        #[lifecycle(terminal)]
        Failed,
    }

    pub(crate) fn start(repo: &str) -> ProjectEnd {
        Project::scope(Initialized).run_sync(|project| {
            super::prepare(repo)?;
            Ok(project.to(Running).exit())
        })
    }
}
// ANCHOR_END: named

// ANCHOR: main
fn main() {
    for repo in ["endstate", "gone"] {
        let mut status = Status::Initialized;
        if let Err(error) = start(&mut status, repo) {
            println!("log: {error}");
        }
        println!("{repo}: {status:?}");
    }

    println!("with a name for it:");
    for repo in ["endstate", "gone"] {
        println!("{repo}: {:?}", named::start(repo));
    }
}
// ANCHOR_END: main
