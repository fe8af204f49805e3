using Sakimori.Kernel;

namespace Sakimori.Cli;

/// <summary>Exit codes; documented in docs/guides/cli.md.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 1;

    /// <summary>Something that the portal needs is missing or broken.</summary>
    public const int Unwell = 7;

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
