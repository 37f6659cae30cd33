//! An enum without variants, and its handle in a signature and in a scope.
use endstate::Lifecycle;

#[derive(Lifecycle)]
#[lifecycle(fixpoint = Closed)]
enum ConnectionState {} //~ ERROR: this enum has no variants

fn close(conn: Connection<Open>) -> Connection<Closed> {
    conn.to(Closed)
}
fn main() {
    let end = Connection::scope(Open).run_sync(|conn| Ok(close(conn).exit()));
    let ConnectionEnd::Closed(Closed) = end;
}
