// LargeBuffers.swift — what large buffers leave behind.
import CMalloc

/// Gives buffers of a megabyte and more back to the system as soon as they are freed.
///
/// Of itself malloc raises that bound to the largest buffer that was freed, up to 32 MB, and keeps
/// twice as much: what one page takes then depends on which thread freed what first.
///
/// Source: mallopt(3), M_MMAP_THRESHOLD and M_TRIM_THRESHOLD.
func returnLargeBuffers() {
  mallopt(M_MMAP_THRESHOLD, 1 << 20)
  mallopt(M_TRIM_THRESHOLD, 8 << 20)
}
