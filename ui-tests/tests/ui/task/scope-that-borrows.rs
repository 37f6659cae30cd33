//! A child that borrows from its parent: it is a task of its own, and may outlive the place that it borrows from.
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
        let child = nursery.spawn(Download::scope(Running { from }, from).run(async |_| Err("no route".into())))?;
        drop(child);
        Ok(())
    })
    .await?;
    Ok(())
}
fn main() {}
