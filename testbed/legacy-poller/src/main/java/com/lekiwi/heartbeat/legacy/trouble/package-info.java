/**
 * Makes the legacy slow or failing, for tests.
 */
@NullMarked
package com.lekiwi.heartbeat.legacy.trouble;

import org.jspecify.annotations.NullMarked;
