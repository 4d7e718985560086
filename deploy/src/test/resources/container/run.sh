#!/bin/sh
# Runs the image as a container would, without a container engine: a root of its own that is read only, a process namespace whose
# first process is the entry point, a user without rights. What the image file does at its build is done to the folder IMAGE.
#
#   run.sh build IMAGE DISTRIBUTION JAVA_HOME JVM_OPTION    the RUN step: makes the archive, as root
#   run.sh start IMAGE DISTRIBUTION JAVA_HOME JVM_OPTION ARGUMENT...
#
# It is called in a mount and a process namespace of its own (unshare --mount --pid --fork).
set -eu

step=$1 image=$2 distribution=$3 java=$4 option=$5
shift 5

# Mounts what a base image has, read only, and the distribution; IMAGE is what the image adds.
mount_root() {
    root=$image/root
    mkdir -p "$root"
    mount -t tmpfs -o mode=0755 tmpfs "$root"
    mkdir -p "$root/usr" "$root/etc/whippletree" "$root/proc" "$root/dev" "$root/tmp" "$root/run" "$root/sys/fs/cgroup" \
        "$root/opt/whippletree" "$root/opt/java" "$root/var/cache/whippletree"
    for folder in bin sbin lib lib64; do
        [ ! -L "/$folder" ] || cp -P "/$folder" "$root/$folder"
        [ -L "/$folder" ] || [ ! -d "/$folder" ] || { mkdir "$root/$folder" && bind "/$folder" "$root/$folder"; }
    done
    bind /usr "$root/usr"
    mount --rbind /dev "$root/dev"
    mount -t proc proc "$root/proc"
    # The control group that an engine would have made: a limit of 512 MB.
    echo 536870912 >"$root/sys/fs/cgroup/memory.max"
    bind "$distribution" "$root/opt/whippletree"
    bind "$java" "$root/opt/java"
    # Debian keeps a JDK's configuration there.
    for folder in /etc/java-*; do
        [ ! -d "$folder" ] || { mkdir "$root$folder" && bind "$folder" "$root$folder"; }
    done
    cp "$image/whippletree.conf" "$root/etc/whippletree/whippletree.conf"
}

bind() {
    mount --bind "$1" "$2"
    mount -o remount,bind,ro "$2"
}

mount_root
[ "$step" != build ] || rm -rf "$image/cache"
mkdir -p "$image/cache"
mount --bind "$image/cache" "$root/var/cache/whippletree"
if [ "$step" = build ]; then
    exec chroot "$root" /usr/bin/env -i PATH=/usr/bin:/bin JAVA_HOME=/opt/java CACHE_DIRECTORY=/var/cache/whippletree \
        WHIPPLETREE_JAVA_OPTS="$option" /opt/whippletree/bin/whippletree archive -f /etc/whippletree/whippletree.conf
fi
mount -o remount,bind,ro "$root/var/cache/whippletree"
# As an emptyDir: root's, and writable for everybody.
mount -t tmpfs -o mode=0777 tmpfs "$root/run"
mount -o remount,bind,ro "$root"
# Neither a home, nor rights, nor a writable /tmp.
exec chroot "$root" /usr/bin/env -i PATH=/usr/bin:/bin JAVA_HOME=/opt/java CACHE_DIRECTORY=/var/cache/whippletree \
    WHIPPLETREE_JAVA_OPTS="$option" setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \
    /opt/whippletree/bin/whippletree "$@"
