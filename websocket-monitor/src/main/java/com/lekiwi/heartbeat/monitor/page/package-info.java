/**
 * How the dashboard's files are served.
 */
@NullMarked
package com.lekiwi.heartbeat.monitor.page;

import org.jspecify.annotations.NullMarked;
