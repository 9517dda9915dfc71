package dev.plimsoll.engine.router.config;

import static dev.plimsoll.engine.router.config.Shape.key;
import static dev.plimsoll.engine.router.config.Shape.text;
import static dev.plimsoll.engine.router.config.Shape.whole;
import static dev.plimsoll.engine.router.config.Shape.without;

import java.util.List;

/** Every key of the configuration: llama-swap's, and three of our own ({@code maxWait}, {@code minResidency}, {@code tieBreak}). */
final class RouterKeys {
    static final List<String> ROUTERS = List.of("group", "matrix");
    static final List<String> SCHEDULERS = List.of("fifo", "serial");

    private static final String NOT_OURS = "Plimsoll's own records, logs and pages have their own settings";
    private static final String NO_PEERS = "the router serves local models only";
    private static final String NO_VIRTUAL = "model ids are not rewritten at run time";

    private static final Shape MACROS = new Shape.Named(new Shape.Anything());

    private static final Shape GROUPS = new Shape.Named(new Shape.Keys(List.of(
            key("swap", new Shape.Flag(true), "Only one member runs at a time."),
            key("exclusive", new Shape.Flag(true), "Loading a member stops the members of other groups."),
            key("persistent", new Shape.Flag(false), "Loading a member of another group leaves this group alone."),
            key("members", new Shape.Texts(), "Model ids; each in at most one group."))));

    private static final Shape MATRIX = new Shape.Keys(List.of(
            key("vars", new Shape.Named(text("")), "Short names for model ids: 1 to 32 letters, digits, '-' or '.'."),
            key(
                    "evict_costs",
                    new Shape.Named(whole(1, 1, ConfigFault.Code.OUT_OF_RANGE)),
                    "What stopping a model costs, by var or model id, greater than 0; 1 where it is absent."),
            key(
                    "sets",
                    new Shape.Named(text("")),
                    "Models that may run together: names, & (with), | (or), parentheses, +set. The order decides"
                            + " between equals."),
            key(
                    "tieBreak",
                    new Shape.Text(
                            "definitionOrder",
                            List.of("definitionOrder", "idleFirst", "leastRecentlyUsed"),
                            ConfigFault.Code.VALUE_UNKNOWN),
                    "Which of several combinations of equal cost wins.")));

    private static final Shape ROUTING = new Shape.Keys(List.of(
            key(
                    "router",
                    new Shape.Keys(List.of(
                            key(
                                    "use",
                                    new Shape.Text("", ROUTERS, ConfigFault.Code.ROUTER_UNKNOWN),
                                    "What is stopped to make room; group where it is absent."),
                            key(
                                    "settings",
                                    new Shape.Keys(List.of(
                                            key("groups", GROUPS, "Groups by name."),
                                            key("matrix", MATRIX, "Combinations and costs."))),
                                    "Settings of either; use selects."))),
                    "What is stopped to make room."),
            key(
                    "scheduler",
                    new Shape.Keys(List.of(
                            key(
                                    "use",
                                    new Shape.Text("", SCHEDULERS, ConfigFault.Code.SCHEDULER_UNKNOWN),
                                    "In which order requests are served; fifo where it is absent."),
                            key(
                                    "settings",
                                    new Shape.Keys(List.of(key(
                                            "fifo",
                                            new Shape.Keys(List.of(
                                                    key(
                                                            "priority",
                                                            new Shape.Named(new Shape.Whole(
                                                                    Integer.MIN_VALUE,
                                                                    Integer.MAX_VALUE,
                                                                    0,
                                                                    ConfigFault.Code.OUT_OF_RANGE)),
                                                            "By model; higher is queued earlier."),
                                                    key(
                                                            "maxWait",
                                                            whole(0, 0, ConfigFault.Code.OUT_OF_RANGE),
                                                            "Seconds after which nothing overtakes a queued request; 0"
                                                                    + " is never."),
                                                    key(
                                                            "minResidency",
                                                            whole(0, 0, ConfigFault.Code.OUT_OF_RANGE),
                                                            "Seconds for which a model stays once it is ready."))),
                                            "The fifo scheduler."))),
                                    "Settings by scheduler."))),
                    "In which order requests are served.")));

    private static final Shape FILTERS = new Shape.Keys(List.of(
            key("stripParams", text(""), "Names of request fields to take out, separated by commas."),
            key("strip_params", text(""), "The same, under its old name."),
            key("setParams", new Shape.Named(new Shape.Anything()), "Request fields to set."),
            key(
                    "setParamsByID",
                    new Shape.Named(new Shape.Named(new Shape.Anything())),
                    "Request fields to set by the model name that was asked for; the names become aliases.")));

    private static final Shape MODEL = new Shape.Keys(List.of(
            key("cmd", text(""), "The command that starts the server; no shell. ${PORT} is a free port."),
            key(
                    "cmdStop",
                    text(""),
                    "The command that ends it; ${PID} is its process. Without one it is asked to terminate."),
            key("proxy", text("http://localhost:${PORT}"), "Where the server listens."),
            key("checkEndpoint", text("/health"), "The path that answers 200 once the model is ready, or none."),
            key(
                    "ttl",
                    whole(-1, -1, ConfigFault.Code.TTL_INVALID),
                    "Seconds idle after which it stops; 0 is never, -1 is globalTTL."),
            key(
                    "unloadTimeout",
                    whole(0, 0, ConfigFault.Code.UNLOAD_TIMEOUT_NEGATIVE),
                    "Seconds it may take to stop by itself; 0 is the global one."),
            key("aliases", new Shape.Texts(), "Other names for it."),
            key("env", new Shape.Texts(), "NAME=value, added to the environment of the command."),
            key("useModelName", text(""), "The name its server knows it by."),
            key("unlisted", new Shape.Flag(false), "Left out of the list of models."),
            key("name", text(""), "For the list of models."),
            key("description", text(""), "For the list of models."),
            key("metadata", new Shape.Named(new Shape.Anything()), "For the list of models."),
            key("capabilities", new Shape.Named(new Shape.Anything()), "For the list of models."),
            key(
                    "concurrencyLimit",
                    whole(0, 0, ConfigFault.Code.OUT_OF_RANGE),
                    "The most requests queued, waiting or served; 0 is 10. More are answered with 429."),
            key("filters", FILTERS, "Changes to requests."),
            key("macros", MACROS, "Replacements for this model; they go before the global ones."),
            key(
                    "timeouts",
                    new Shape.Keys(List.of(
                            key("connect", whole(0, 30, ConfigFault.Code.OUT_OF_RANGE), "Seconds; 0 is none."),
                            key("keepalive", whole(0, 30, ConfigFault.Code.OUT_OF_RANGE), "Seconds; 0 is none."),
                            key("responseHeader", whole(0, 0, ConfigFault.Code.OUT_OF_RANGE), "Seconds; 0 is none."),
                            key("tlsHandshake", whole(0, 10, ConfigFault.Code.OUT_OF_RANGE), "Seconds; 0 is none."),
                            key("expectContinue", whole(0, 1, ConfigFault.Code.OUT_OF_RANGE), "Seconds; 0 is none."),
                            key("idleConn", whole(0, 90, ConfigFault.Code.OUT_OF_RANGE), "Seconds; 0 is none."))),
                    "Of connections to its server."),
            without(
                    "sendLoadingState",
                    new Shape.Flag(false),
                    "progress goes to the event stream and to headers, never into a model's answer"),
            without("compat", new Shape.Anything(), "websockets are not proxied")));

    static final Shape.Keys ALL = new Shape.Keys(List.of(
            key("models", new Shape.Named(MODEL), "The models by id."),
            key("routing", ROUTING, "Order and room."),
            key("groups", GROUPS, "The old place of routing.router.settings.groups."),
            key("matrix", MATRIX, "The old place of routing.router.settings.matrix; it selects the matrix."),
            key("macros", MACROS, "Replacements for ${name}; each may use those before it."),
            key(
                    "healthCheckTimeout",
                    new Shape.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE, 120, ConfigFault.Code.OUT_OF_RANGE),
                    "Seconds a model may take to become ready; less than 15 is 15."),
            key(
                    "startPort",
                    new Shape.Whole(1, 65_535, 5800, ConfigFault.Code.START_PORT_INVALID),
                    "The first ${PORT}."),
            key(
                    "globalTTL",
                    whole(0, 0, ConfigFault.Code.GLOBAL_TTL_NEGATIVE),
                    "Seconds idle after which a model stops; 0 is never."),
            key(
                    "unloadTimeout",
                    whole(0, 10, ConfigFault.Code.UNLOAD_TIMEOUT_NEGATIVE),
                    "Seconds a model may take to stop by itself; 0 is 10."),
            key(
                    "hooks",
                    new Shape.Keys(List.of(key(
                            "on_startup",
                            new Shape.Keys(List.of(
                                    key("preload", new Shape.Texts(), "Models to load at start, one after another."))),
                            "What happens at start."))),
                    "What happens by itself."),
            key("apiKeys", new Shape.Texts(), "Keys of which a request must have one; none asks for none."),
            key("includeAliasesInList", new Shape.Flag(false), "Aliases are in the list of models too."),
            key(
                    "upstream",
                    new Shape.Keys(List.of(key(
                            "ignorePaths",
                            new Shape.Texts(),
                            "Regular expressions of paths below /upstream/MODEL/ that do not load a model."))),
                    "The passage to a model's own pages."),
            key(
                    "logLevel",
                    new Shape.Text("info", List.of("debug", "info", "warn", "error"), ConfigFault.Code.VALUE_UNKNOWN),
                    "How much is logged."),
            key(
                    "logToStdout",
                    new Shape.Text(
                            "proxy", List.of("proxy", "upstream", "both", "none"), ConfigFault.Code.LOG_TARGET_UNKNOWN),
                    "Which logs also go to standard output."),
            without(
                    "sendLoadingState",
                    new Shape.Flag(false),
                    "progress goes to the event stream and to headers, never into a model's answer"),
            without("logRequests", new Shape.Flag(false), NOT_OURS),
            without("logTimeFormat", text(""), NOT_OURS),
            without("metricsMaxInMemory", whole(Integer.MIN_VALUE, 1000, ConfigFault.Code.OUT_OF_RANGE), NOT_OURS),
            without("captureBuffer", whole(Integer.MIN_VALUE, 5, ConfigFault.Code.OUT_OF_RANGE), NOT_OURS),
            without("store", new Shape.Anything(), NOT_OURS),
            without("ui", new Shape.Anything(), NOT_OURS),
            without(
                    "performance",
                    new Shape.Keys(List.of(
                            key("disabled", new Shape.Flag(false), "Whether the host is watched."),
                            key("every", text("5s"), "How often, at least 5s."))),
                    NOT_OURS),
            without("profiles", new Shape.Anything(), NO_VIRTUAL),
            without("selectors", new Shape.Anything(), NO_VIRTUAL),
            without("peers", new Shape.Anything(), NO_PEERS)));

    private RouterKeys() {}
}
