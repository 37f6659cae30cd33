//! A child that borrows from its parent: as a task of its own it may outlive the parent.
use endstate::{BoxError, Lifecycle, task};

#[derive(Lifecycle)]
#[lifecycle(context = &'a str, fixpoint = Broken)]
enum DownloadState<'a> {
    #[lifecycle(initial, to(Broken))]
    Running { from: &'a str },
    #[lifecycle(terminal)]
    Broken,
}

async fn download(from: &str) -> Result<(), BoxError> {
    task::nursery(async |nursery| {
        //~^ ERROR: lifetime may not live long enough
        let scope = Download::scope(Running { from }, from);
        drop(nursery.spawn(scope.run(async |_| Err("no route".into())))?);
        Ok(())
    })
    .await?;
    Ok(())
}
fn main() {}
