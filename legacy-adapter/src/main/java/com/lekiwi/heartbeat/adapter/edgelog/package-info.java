/**
 * Measures both systems in one place: receives nginx's line for each request, counts it,
 * and keeps what is worth keeping.
 */
@NullMarked
package com.lekiwi.heartbeat.adapter.edgelog;

import org.jspecify.annotations.NullMarked;
