/**
 * Entity tags: a reader who has an answer already is told so, and gets no body.
 */
@NullMarked
package com.lekiwi.heartbeat.state.etag;

import org.jspecify.annotations.NullMarked;
