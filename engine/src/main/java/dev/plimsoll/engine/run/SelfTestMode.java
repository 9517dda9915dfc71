package dev.plimsoll.engine.run;

/** When the generator tests itself against a null target before the first request, which takes about five seconds. */
public enum SelfTestMode {
    /** Before benchmarks that name a rate and are planned to last a minute or longer: there it costs little and says most. */
    AUTO,
    ON,
    OFF
}
