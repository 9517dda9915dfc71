package dev.plimsoll.engine.router.config;

import dev.plimsoll.engine.problem.Problem;

/**
 * One thing about a configuration that its writer should know.
 *
 * @param code what kind of thing
 * @param problem where and what
 */
public record ConfigFault(Code code, Problem problem) {

    /** Whether the configuration cannot be used with it. */
    public boolean isError() {
        return code.error;
    }

    /** Kinds of faults; those at the end are warnings. */
    public enum Code {
        /** The text is not YAML, or an alias or merge key in it leads nowhere. */
        YAML_INVALID,
        /** A key is written twice. */
        KEY_DUPLICATE,
        /** A value is of the wrong kind. */
        WRONG_TYPE,
        /** A value is not one of those allowed. */
        VALUE_UNKNOWN,
        /** A number is out of its range. */
        OUT_OF_RANGE,
        START_PORT_INVALID,
        GLOBAL_TTL_NEGATIVE,
        TTL_INVALID,
        UNLOAD_TIMEOUT_NEGATIVE,
        LOG_TARGET_UNKNOWN,
        PERF_INTERVAL_TOO_SHORT,
        /** An environment variable that the file uses is not set. */
        ENV_NOT_SET,
        /** An environment variable has a line end or a null in it. */
        ENV_VALUE_INVALID,
        MACRO_NAME_INVALID,
        MACRO_NAME_RESERVED,
        MACRO_VALUE_INVALID,
        MACRO_SELF_REFERENCE,
        MACRO_UNKNOWN,
        /** The proxy's address uses {@code ${PORT}} and the command does not. */
        PORT_NOT_IN_CMD,
        PROXY_URL_INVALID,
        ALIAS_DUPLICATE,
        /** A key of {@code setParamsByID} is another model's id. */
        ALIAS_IS_MODEL,
        API_KEY_EMPTY,
        API_KEY_HAS_SPACE,
        PATTERN_INVALID,
        /** Both the old {@code groups} or {@code matrix} and {@code routing.router}. */
        LEGACY_AND_ROUTING,
        /** Both the old {@code groups} and the old {@code matrix}. */
        GROUPS_AND_MATRIX,
        ROUTER_UNKNOWN,
        SCHEDULER_UNKNOWN,
        /** {@code use: matrix} without a matrix. */
        MATRIX_SETTINGS_MISSING,
        /** The matrix itself has a fault. */
        MATRIX_INVALID,
        /** A group has the name of the implicit one. */
        GROUP_NAME_RESERVED,
        MEMBER_DUPLICATE,
        MEMBER_IN_SEVERAL_GROUPS,
        MEMBER_UNKNOWN,
        PRIORITY_MODEL_UNKNOWN,

        /** A key that nobody knows. */
        KEY_UNKNOWN(false),
        /** A key of llama-swap that has no effect here. */
        KEY_WITHOUT_EFFECT(false),
        /** A value was changed to one that is allowed. */
        VALUE_ADJUSTED(false),
        /** Settings of the router that is not in use. */
        SETTINGS_NOT_USED(false),
        /** A name in the list of models to load at start that is no model. */
        PRELOAD_UNKNOWN(false),
        /** A model without a command cannot be started. */
        COMMAND_MISSING(false);

        private final boolean error;

        Code() {
            this(true);
        }

        Code(boolean error) {
            this.error = error;
        }
    }
}
