/** Tests of the benchmark page: the models without a toolkit, the page on the headless platform. */
@org.jspecify.annotations.NullMarked
package dev.plimsoll.app.benchmark;
