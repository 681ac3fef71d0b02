/**
 * A browser that a program uses as a person would.
 */
@NullMarked
package com.lekiwi.heartbeat.browser;

import org.jspecify.annotations.NullMarked;
