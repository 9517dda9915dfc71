package dev.plimsoll.app.session;

import dev.plimsoll.engine.plan.TargetPlan;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells hosts that are somebody's in the open network from those that are this machine or in a private one. Asks no name server. */
final class PublicHost {
    private static final Pattern FOUR = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    private PublicHost() {}

    /** The host of a target where it is a public one, else empty. */
    static String of(TargetPlan target) {
        URI url = target.url();
        if (url == null || url.getHost() == null) {
            return "";
        }
        String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        return isPrivate(host) ? "" : host;
    }

    private static boolean isPrivate(String host) {
        var four = FOUR.matcher(host);
        if (four.matches()) {
            int a = Integer.parseInt(four.group(1));
            int b = Integer.parseInt(four.group(2));
            // RFC 1918, loopback, link-local, and RFC 6598 (carriers and overlay networks)
            return a == 10
                    || a == 127
                    || a == 0
                    || (a == 172 && b >= 16 && b <= 31)
                    || (a == 192 && b == 168)
                    || (a == 169 && b == 254)
                    || (a == 100 && b >= 64 && b <= 127);
        }
        if (host.contains(":")) {
            return host.equals("::1") || host.startsWith("fc") || host.startsWith("fd") || host.startsWith("fe80");
        }
        return host.equals("localhost")
                || !host.contains(".")
                || host.endsWith(".localhost")
                || host.endsWith(".local")
                || host.endsWith(".internal")
                || host.endsWith(".lan")
                || host.endsWith(".home.arpa");
    }
}
