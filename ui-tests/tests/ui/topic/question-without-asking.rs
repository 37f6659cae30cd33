//! A question is written where nobody asks.
use endstate::topic::Asking;

async fn write_question(_: Asking<'_, u64, ()>, _text: &str) {}

async fn ask() {
    write_question("how many?").await; //~ ERROR: this function takes 2 arguments but 1 argument was supplied
}

fn main() {}
