package dev.plimsoll.charts.style;

/** What a colour is for. Each role has a colour in the light and one in the dark theme, and a CSS variable in the HTML report. */
public enum Role {
    /** Page behind cards. */
    PAGE("page", 0xf6f8fa, 0x010409),
    /** Card. */
    CARD("card", 0xffffff, 0x0d1117),
    /** Table head, code, plain button. */
    SUBTLE("subtle", 0xf6f8fa, 0x161b22),
    /** Text. */
    TEXT("text", 0x24292f, 0xc9d1d9),
    /** Secondary text. */
    MUTED("muted", 0x57606a, 0x8b949e),
    /** Card border, axis line. */
    BORDER("border", 0xd0d7de, 0x30363d),
    /** Row line. */
    LINE("line", 0xe4e8ec, 0x21262d),
    /** Gridline. */
    GRID("grid", 0xe7ebef, 0x1d232b),
    /** Link, mark, focus; never data. */
    ACCENT("accent", 0x0969da, 0x58a6ff),
    /** Valid, pass. */
    SUCCESS("success", 0x1a7f37, 0x3fb950),
    /** Behind the same. */
    SUCCESS_SUBTLE("success-subtle", 0xdafbe1, 0x12261e),
    /** Suspect, inconclusive. */
    WARNING("warning", 0x9a6700, 0xd29922),
    /** Behind the same. */
    WARNING_SUBTLE("warning-subtle", 0xfff8c5, 0x272115),
    /** Invalid, fail, SLO. */
    DANGER("danger", 0xcf222e, 0xf85149),
    /** Behind the same. */
    DANGER_SUBTLE("danger-subtle", 0xffebe9, 0x25171c),
    /** TTFT, decode, run A. */
    S1("s1", 0x0072B2, 0x5BB4F0),
    /** Completed work, ready. */
    S2("s2", 0x00875F, 0x2BC196),
    /** TPOT and ICL, waiting. */
    S3("s3", 0xBA65AC, 0xD894CB),
    /** In flight, prefill, run B. */
    S4("s4", 0xB27B00, 0xEAC54F),
    /** Secondary line beside S1. */
    S5("s5", 0x2B93CF, 0xB6DEFF),
    /** Plan, offered, generator. */
    S6("s6", 0x57606a, 0x8b949e),
    /** Load line and saturation, nothing else. */
    LOAD("load", 0xA33A00, 0xEC7430);

    private final String variable;
    private final int light;
    private final int dark;

    Role(String variable, int light, int dark) {
        this.variable = "--pl-" + variable;
        this.light = light;
        this.dark = dark;
    }

    /** The CSS variable that holds it: {@code --pl-s1}. */
    public String variable() {
        return variable;
    }

    int rgb(boolean darkTheme) {
        return darkTheme ? dark : light;
    }
}
