/**
 * Silence that many robots share.
 */
@NullMarked
package com.lekiwi.heartbeat.state.incident;

import org.jspecify.annotations.NullMarked;
