/// Speed, room by room and through all of them: what `bench/README.md` tells how to run. Nothing here is a test of its own, and all of it is
/// compiled with the tests, so that it cannot fall behind.
package dev.levada.bench;
