/* A disk that fails once, or that says it wrote and did not.
 *
 * Loaded in front of a program (LD_PRELOAD). It looks only at files under DISK_FOLDER.
 *
 * DISK_KIND and DISK_AT: the call of that kind (w write, s sync, r read, t truncation)
 * with that number fails with DISK_ERRNO; with DISK_LIE it is answered with success and
 * not done. Each call counts in its process; when it was reached, DISK_REACHED is made.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(type, name, ...)                                             \
    static type (*real)(__VA_ARGS__);                                     \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int under(const char *path) {
    const char *folder = getenv("DISK_FOLDER");
    return folder && !strncmp(path, folder, strlen(folder)) && path[strlen(folder)] == '/';
}

/* The path of an open file, if it is one of ours. */
static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return under(path);
}

/* 0: do it; 1: fail with errno set; 2: claim that it was done. */
static int fate(int fd, char kind) {
    static int calls;
    const char *wanted = getenv("DISK_KIND"), *at = getenv("DISK_AT");
    char path[PATH_MAX];
    int before = errno;
    if (!wanted || !at || *wanted != kind || !path_of(fd, path)) {
        errno = before;
        return 0;
    }
    errno = before;
    if (__sync_add_and_fetch(&calls, 1) != atoi(at)) return 0;
    const char *reached = getenv("DISK_REACHED");
    if (reached) close(open(reached, O_CREAT | O_WRONLY, 0600));
    if (getenv("DISK_LIE")) return 2;
    const char *number = getenv("DISK_ERRNO");
    errno = number ? atoi(number) : EIO;
    return 1;
}

#define FATED(kind, done)                      \
    switch (fate(fd, kind)) {                  \
        case 1: return -1;                     \
        case 2: return done;                   \
    }

ssize_t write(int fd, const void *bytes, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    FATED('w', (ssize_t)size)
    return real(fd, bytes, size);
}
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    FATED('w', (ssize_t)size)
    return real(fd, bytes, size, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    FATED('w', (ssize_t)size)
    return real(fd, bytes, size, at);
}
ssize_t read(int fd, void *bytes, size_t size) {
    REAL(ssize_t, "read", int, void *, size_t);
    FATED('r', 0)
    return real(fd, bytes, size);
}
ssize_t pread(int fd, void *bytes, size_t size, off_t at) {
    REAL(ssize_t, "pread", int, void *, size_t, off_t);
    FATED('r', 0)
    return real(fd, bytes, size, at);
}
ssize_t pread64(int fd, void *bytes, size_t size, off64_t at) {
    REAL(ssize_t, "pread64", int, void *, size_t, off64_t);
    FATED('r', 0)
    return real(fd, bytes, size, at);
}
int ftruncate(int fd, off_t to) {
    REAL(int, "ftruncate", int, off_t);
    FATED('t', 0)
    return real(fd, to);
}
int ftruncate64(int fd, off64_t to) {
    REAL(int, "ftruncate64", int, off64_t);
    FATED('t', 0)
    return real(fd, to);
}

int fsync(int fd) {
    REAL(int, "fsync", int);
    FATED('s', 0)
    return real(fd);
}
int fdatasync(int fd) {
    REAL(int, "fdatasync", int);
    FATED('s', 0)
    return real(fd);
}
