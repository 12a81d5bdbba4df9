//! The only door to seccomp: no program can be started, no socket opened, no other process touched.

use std::collections::BTreeMap;

use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};

/// System calls that no build makes; each answers "not permitted" from now on.
const DENIED: &[i64] = &[
    // Programs.
    libc::SYS_execve,
    libc::SYS_execveat,
    // The network, and processes of this machine that listen.
    libc::SYS_socket,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    // Other processes.
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_kcmp,
    // The machine.
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_open_by_handle_at,
    libc::SYS_mknodat,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_kexec_load,
];

/// Restricts this thread and its children; says whether the system did so.
pub fn restrict() -> bool {
    program().is_some_and(|program| seccompiler::apply_filter(&program).is_ok())
}

/// The filter; `None` on a machine whose calls are not known.
fn program() -> Option<BpfProgram> {
    let denied: BTreeMap<i64, Vec<seccompiler::SeccompRule>> =
        DENIED.iter().map(|call| (*call, Vec::new())).collect();
    let refuse = SeccompAction::Errno(u32::try_from(libc::EPERM).ok()?);
    let arch = std::env::consts::ARCH.try_into().ok()?;
    SeccompFilter::new(denied, SeccompAction::Allow, refuse, arch).ok()?.try_into().ok()
}
