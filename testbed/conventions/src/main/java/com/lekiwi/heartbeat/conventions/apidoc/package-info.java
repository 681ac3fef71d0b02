/**
 * Holds services to their API in writing.
 */
@NullMarked
package com.lekiwi.heartbeat.conventions.apidoc;

import org.jspecify.annotations.NullMarked;
