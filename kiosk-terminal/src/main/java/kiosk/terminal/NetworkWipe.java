package kiosk.terminal;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.buffer.VertxByteBufAllocator;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Overwrites what the network library keeps outside the heap for its next messages: it takes all
/// that is free there, writes zeros, and gives it back. What a screen said would stay otherwise.
///
/// The library offers no way to wipe; this one counts on how it keeps memory, for each of its
/// threads and for each size apart (Netty 4.2, AdaptivePoolingAllocator).
final class NetworkWipe {

  /// One of each size that is kept apart, and one that is cut from larger pieces.
  private static final int[] SIZES = {
    32, 64, 128, 256, 512, 640, 1024, 1152, 2048, 2304, 4096, 4352, 8192, 8704, 16_384, 16_896,
    32_768
  };

  /// Of each size; more than a kiosk's few connections ever use at once.
  private static final int BYTES = 1 << 20;

  private NetworkWipe() {}

  /// Wipes on every thread of the network; ends when all have, and fails when one could not.
  static Future<Void> run(Vertx vertx) {
    List<Future<Void>> wiped = new ArrayList<>();
    for (EventExecutor thread : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      wiped.add(
          Future.fromCompletionStage(CompletableFuture.runAsync(NetworkWipe::wipeAll, thread)));
    }
    return Future.join(wiped).mapEmpty();
  }

  private static void wipeAll() {
    for (int size : SIZES) {
      wipe(size);
    }
  }

  private static void wipe(int size) {
    List<ByteBuf> free = new ArrayList<>();
    try {
      for (int taken = 0; taken < BYTES; taken += size) {
        ByteBuf buffer = VertxByteBufAllocator.POOLED_ALLOCATOR.directBuffer(size);
        free.add(buffer.writeZero(size));
      }
    } finally {
      free.forEach(ByteBuf::release);
    }
  }
}
