/**
 * What befell many robots at once, or those who watch them.
 */
@NullMarked
package com.lekiwi.heartbeat.contract.incident;

import org.jspecify.annotations.NullMarked;
