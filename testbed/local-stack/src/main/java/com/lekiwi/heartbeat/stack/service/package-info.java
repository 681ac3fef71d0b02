/**
 * Which services there are, and how each is started.
 */
@NullMarked
package com.lekiwi.heartbeat.stack.service;

import org.jspecify.annotations.NullMarked;
