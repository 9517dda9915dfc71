package dev.plimsoll.engine.router.process;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a model's server is started, asked and ended.
 *
 * @param id the model's id
 * @param argv the program and its arguments; empty if the model cannot be started
 * @param cmdStop the command that ends it, in which {@code ${PID}} stands for its process id; empty sends it SIGTERM
 * @param env what its environment has beyond the router's, {@code NAME=value}; never logged, because keys are in it
 * @param proxy where it listens
 * @param checkEndpoint the path that answers 200 once it is ready, or {@value #NO_CHECK}
 */
public record ModelCommand(
        String id, List<String> argv, String cmdStop, List<String> env, URI proxy, String checkEndpoint) {
    /** The check endpoint of a server that has none: it is ready as soon as it exists. */
    public static final String NO_CHECK = "none";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0.0.0.0");

    public ModelCommand {
        argv = List.copyOf(argv);
        env = List.copyOf(env);
    }

    /** Whether there is a health endpoint. */
    public boolean probed() {
        return !checkEndpoint.equals(NO_CHECK);
    }

    /** What a health probe asks. */
    URI healthAddress() {
        String base = proxy.toString().replaceAll("/+$", "");
        return URI.create(base + (checkEndpoint.startsWith("/") ? "" : "/") + checkEndpoint);
    }

    /**
     * The port of this machine that the command is going to listen on: its proxy's, if one of the arguments names it. A proxy
     * somewhere else, or one that the command does not know of, is none of the command's.
     */
    OptionalInt ownPort() {
        String host = proxy.getHost();
        int port = proxy.getPort();
        boolean here = host != null && THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT));
        boolean named = argv.stream().anyMatch(each -> each.matches("(?s)(.*\\D)?" + port + "(\\D.*)?"));
        return here && port > 0 && named ? OptionalInt.of(port) : OptionalInt.empty();
    }

    /** Without the environment. */
    @Override
    public String toString() {
        return "ModelCommand[id=" + id + ", proxy=" + proxy + "]";
    }
}
