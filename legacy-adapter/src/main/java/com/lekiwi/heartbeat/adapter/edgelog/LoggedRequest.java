package com.lekiwi.heartbeat.adapter.edgelog;

/**
 * A row of {@code request_logs}.
 *
 * @param request the request
 * @param weight for how many requests it stands
 */
record LoggedRequest(EdgeLine.Request request, int weight) {

}
