/**
 * Everything that can be configured.
 */
@NullMarked
package com.lekiwi.heartbeat.discovery.settings;

import org.jspecify.annotations.NullMarked;
