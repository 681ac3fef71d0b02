/**
 * What people can set.
 */
@NullMarked
package com.lekiwi.heartbeat.adapter.settings;

import org.jspecify.annotations.NullMarked;
