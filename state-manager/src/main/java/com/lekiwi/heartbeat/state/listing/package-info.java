/**
 * The fleet, page by page.
 */
@NullMarked
package com.lekiwi.heartbeat.state.listing;

import org.jspecify.annotations.NullMarked;
