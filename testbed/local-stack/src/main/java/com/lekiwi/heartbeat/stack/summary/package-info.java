/**
 * What a build's test reports add up to.
 */
@NullMarked
package com.lekiwi.heartbeat.stack.summary;

import org.jspecify.annotations.NullMarked;
