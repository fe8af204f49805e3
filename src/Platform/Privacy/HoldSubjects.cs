using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Privacy;

/// <summary>Finds what can be held: the room that keeps it answers.</summary>
/// <param name="Kind">The kind that it finds.</param>
/// <param name="NamesAsync">Those of the ids that exist, with what they are called; empty when erased.</param>
public sealed record HoldSubject(
    HoldKind Kind, Func<ContextFactory, IReadOnlyCollection<Guid>, CancellationToken, Task<IReadOnlyDictionary<Guid, Text>>> NamesAsync)
{
    internal static HoldSubject Accounts { get; } = new(HoldKind.Account, async (contexts, ids, cancel) =>
    {
        await using var access = contexts.Read<AccessContext>(Reader.System);
        return await access.Accounts.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => Text.Same(a.DisplayName), cancel);
    });
}

/// <summary>Adds what can be held.</summary>
public static class HoldSubjects
{
    /// <summary>Adds a kind of subject; the room that keeps it calls it in its <c>AddX</c>.</summary>
    public static IServiceCollection AddHoldSubject(this IServiceCollection services, HoldSubject subject) => services.AddSingleton(subject);

    /// <summary>What kinds are called.</summary>
    public static Text Name(this HoldKind kind) => kind switch
    {
        HoldKind.Account => new("アカウント", "account"),
        HoldKind.Person => new("名簿の人", "person of the directory"),
        _ => new("組織", "organisation"),
    };

    /// <summary>The kind as the API and the audit trail write it.</summary>
    public static string Code(this HoldKind kind) => kind switch
    {
        HoldKind.Account => "account",
        HoldKind.Person => "person",
        _ => "organisation",
    };

    /// <summary>The kind of a code; null for none.</summary>
    public static HoldKind? Parse(string? code) => Enum.GetValues<HoldKind>().Where(k => k.Code() == code).Select(k => (HoldKind?)k).FirstOrDefault();
}
