using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Privacy;

/// <summary>The person behind an account that is erased, as the portal knows it before.</summary>
/// <param name="Account">The account; its id stays as a number that names nobody.</param>
/// <param name="Actors">The account and the API keys that it made: who may stand in a column of who did something.</param>
/// <param name="Names">Every name that the account has had.</param>
/// <param name="Addresses">Every address that it has had and that is nobody else's now, as written and in capitals.</param>
/// <param name="Scopes">Where it holds or held a role, and the account itself: whose records may name it.</param>
public sealed record ErasedPerson(
    Guid Account, IReadOnlyList<Guid> Actors, IReadOnlyList<string> Names, IReadOnlyList<string> Addresses, IReadOnlyList<Guid> Scopes)
{
    /// <summary>The account's id, names and addresses.</summary>
    public IEnumerable<string> Words => [$"{Account}", .. Names, .. Addresses];
}

/// <summary>Takes one account out of what one declaration covers, within the unit of work that erases it.</summary>
/// <param name="Id">The declaration's id.</param>
/// <param name="Does">What goes, and what of it stays.</param>
/// <param name="EraseAsync">Erases; how many rows were deleted or changed, or the failure for which nothing is erased at all.</param>
public sealed record PersonalErasure(string Id, Text Does, Func<UnitOfWork, ErasedPerson, CancellationToken, Task<Outcome<int>>> EraseAsync);

/// <summary>Adds erasures.</summary>
public static class PersonalErasureDeclarations
{
    /// <summary>Adds what modules do when an account is erased; a module calls it beside its exports.</summary>
    public static IServiceCollection AddPersonalErasures(this IServiceCollection services, IEnumerable<PersonalErasure> erasures)
    {
        foreach (var erasure in erasures)
            services.AddSingleton(erasure);
        return services;
    }
}
