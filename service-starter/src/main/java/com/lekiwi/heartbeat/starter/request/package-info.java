/**
 * The request id that joins a client's answer, nginx's log and ours.
 */
@NullMarked
package com.lekiwi.heartbeat.starter.request;

import org.jspecify.annotations.NullMarked;
