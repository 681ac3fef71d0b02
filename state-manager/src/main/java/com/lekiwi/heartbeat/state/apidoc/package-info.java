/**
 * The API in writing.
 */
@NullMarked
package com.lekiwi.heartbeat.state.apidoc;

import org.jspecify.annotations.NullMarked;
