using Sakimori.Kernel;
using Sakimori.Platform.Audit.Sealing;

namespace Sakimori.Cli;

/// <summary>Exit codes; documented in docs/guides/cli.md.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 1;

    /// <summary>Something that the portal needs is missing or broken.</summary>
    public const int Unwell = 7;

    /// <summary>Evidence that is not, byte for byte, what was signed.</summary>
    public const int Altered = 10;

    /// <summary>Evidence signed by a key that is not the issuer's, or counts no more; a checkpoint that is not signed by the log's key.</summary>
    public const int UnknownKey = 11;

    /// <summary>Evidence whose time is over, or has not come.</summary>
    public const int Expired = 12;

    /// <summary>Evidence that is revoked or suspended.</summary>
    public const int Withdrawn = 13;

    /// <summary>The code of what was done to the audit trail, at the first place: 20 altered, 21 reordered, 22 inserted, 23 removed, 24 cut, 25 rewritten.</summary>
    public static int Of(AuditDefect defect) => 20 + (int)defect;

    /// <summary>The code of a failure: 2 invalid input, 3 not found, 4 forbidden, 5 conflict or in use, 6 limit, 7 unavailable.</summary>
    public static int Of(Failure failure) => failure.Kind switch
    {
        FailureKind.Invalid => 2,
        FailureKind.NotFound => 3,
        FailureKind.Forbidden => 4,
        FailureKind.Conflict => 5,
        FailureKind.Limit => 6,
        _ => 7,
    };
}
