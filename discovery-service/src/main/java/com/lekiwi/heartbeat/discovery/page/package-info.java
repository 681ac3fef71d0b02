/**
 * How answers are cut into pages.
 */
@NullMarked
package com.lekiwi.heartbeat.discovery.page;

import org.jspecify.annotations.NullMarked;
