package dev.plimsoll.app.session;

/**
 * Who has a workspace open.
 *
 * @param user name of the account
 * @param host name of the machine
 * @param pid process id there
 * @param processStart when that process started, ISO 8601, so that another process with the same id is not taken for it
 * @param since when the workspace was opened, ISO 8601
 */
public record LockHolder(String user, String host, long pid, String processStart, String since) {}
