using Sakimori.Platform.Access;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// Somebody signed in who keeps self-checks: on behalf of the organisation they act for, else for themselves alone.
/// </summary>
public sealed record Respondent
{
    private Respondent(Reader reader) => Reader = reader;

    /// <summary>Who it is.</summary>
    public Reader Reader { get; }

    /// <summary>The organisation; null when the account keeps checks for itself.</summary>
    public Guid? Organisation => Reader.Organisation;

    /// <summary>Who sees what is kept: the organisation, or the account alone.</summary>
    public Guid Audience => Reader.Organisation ?? Reader.Account!.Value;

    /// <summary>The account.</summary>
    public Guid Account => Reader.Account!.Value;

    /// <summary>The account's name.</summary>
    public string Name => Reader.Name ?? "";

    /// <summary>May answer and submit: contributors, and whoever keeps checks for themselves.</summary>
    public bool MayAnswer => Organisation is not { } own || Reader.Holds(Role.Contributor, own);

    /// <summary>May decide about consent: managers, and whoever keeps checks for themselves.</summary>
    public bool MayDecide => Organisation is not { } own || Reader.Holds(Role.Manager, own);

    /// <summary>The respondent behind a reader; null when nobody is signed in.</summary>
    public static Respondent? Of(Reader reader) => reader.Account is null ? null : new(reader);
}
