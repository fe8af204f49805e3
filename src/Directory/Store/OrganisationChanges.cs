using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Directory.Store;

/// <summary>A new organisation as it is entered.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="CorporateNumber">法人番号; null when it has none.</param>
/// <param name="Parent">Under which organisation it stands; null when alone.</param>
/// <param name="Profile">What it does and how large it is.</param>
/// <param name="From">First day.</param>
/// <param name="Verified">Whether the office vouches for it.</param>
public sealed record NewOrganisation(
    OrganisationKind Kind, OrganisationName Name, string? CorporateNumber, Guid? Parent, Profile Profile, DateOnly From, bool Verified);

/// <summary>
/// What the office and the managers of an organisation do to it. Every function judges, writes into the unit of work and leaves the
/// commit to the caller; a failure means that nothing is to be kept.
/// </summary>
public static class OrganisationChanges
{
    /// <summary>Adds an organisation; its id.</summary>
    public static async Task<Outcome<Guid>> AddAsync(UnitOfWork work, NewOrganisation entered, CancellationToken cancel)
    {
        var register = new OrganisationRegister(work);
        var forest = await register.ForestAsync(cancel);
        var name = entered.Name.Tidy();
        var life = new Period(entered.From, Period.Forever);
        var place = new Place(Guid.CreateVersion7(new DateTimeOffset(work.Now)), entered.Kind, entered.CorporateNumber, life,
            entered.Parent is { } parent ? Timeline<Guid>.Empty.Set(entered.From, parent) : Timeline<Guid>.Empty);
        var judged = Changes.Judge(forest, place);
        Fault[] faults = [.. name.Faults(), .. judged.Failure?.Faults ?? [], .. entered.Profile.Faults()];
        if (faults.Length > 0)
            return Changes.Invalid(faults);
        var organisation = new Organisation(place, Timeline<OrganisationName>.Empty.Set(entered.From, name),
            Timeline<Profile>.Empty.Set(entered.From, entered.Profile), entered.Verified);
        register.Keep(organisation, "added", entered.From);
        work.Audit("directory.organisation.added", $"organisation:{place.Id}", after: entered);
        await register.WriteTreeAsync(cancel);
        return place.Id;
    }

    /// <summary>Gives it another name from a day on.</summary>
    public static Task<Outcome<Guid>> RenameAsync(
        UnitOfWork work, Guid id, int? version, DateOnly day, OrganisationName name, CancellationToken cancel)
        => ChangeAsync(work, id, version, "renamed", day, (o, _) => Changes.Rename(o, day, name),
            o => new { day, name = o.NameOn(day) }, cancel);

    /// <summary>Gives it another industry, sector or size from a day on.</summary>
    public static Task<Outcome<Guid>> DescribeAsync(
        UnitOfWork work, Guid id, int? version, DateOnly day, Func<Profile, Profile> change, CancellationToken cancel)
        => ChangeAsync(work, id, version, "described", day, (o, _) => Changes.Describe(o, day, change(o.ProfileOn(day))),
            o => new { day, profile = o.ProfileOn(day) }, cancel);

    /// <summary>Puts it under another organisation, or under none, from a day on.</summary>
    public static Task<Outcome<Guid>> MoveAsync(UnitOfWork work, Guid id, int? version, DateOnly day, Guid? parent, CancellationToken cancel)
        => ChangeAsync(work, id, version, "moved", day,
            (o, forest) => With(o, Changes.Move(forest, o.Place, day, parent)), o => new { day, parent = o.ParentOn(day) }, cancel);

    /// <summary>It exists no more from a day on.</summary>
    public static Task<Outcome<Guid>> CloseAsync(UnitOfWork work, Guid id, int? version, DateOnly day, CancellationToken cancel)
        => ChangeAsync(work, id, version, "closed", day,
            (o, forest) => With(o, Changes.Close(forest, o.Place, day)), o => new { until = o.Place.Life.Until }, cancel);

    /// <summary>The office vouches for it.</summary>
    public static Task<Outcome<Guid>> VerifyAsync(UnitOfWork work, Guid id, int? version, DateOnly day, CancellationToken cancel)
        => ChangeAsync(work, id, version, "verified", day, (o, _) => o with { Verified = true }, o => new { o.Verified }, cancel);

    /// <summary>Corrects what was never true: kind, 法人番号, first day. Without a day, for all time.</summary>
    public static Task<Outcome<Guid>> CorrectAsync(
        UnitOfWork work, Guid id, int? version, OrganisationKind kind, string? number, CancellationToken cancel)
        => ChangeAsync(work, id, version, "corrected", Dates.DayInJapan(work.Now),
            (o, forest) => With(o, Changes.Judge(forest, o.Place with { Kind = kind, CorporateNumber = number })),
            o => new { o.Place.Kind, o.Place.CorporateNumber }, cancel);

    /// <summary>Merges it into another from a day on; those beneath it follow.</summary>
    public static async Task<Outcome<Guid>> MergeAsync(UnitOfWork work, Guid id, int? version, DateOnly day, Guid into, CancellationToken cancel)
    {
        var register = new OrganisationRegister(work);
        var found = await register.FindAsync(id, version, cancel);
        if (!found.Succeeded)
            return found.Failure!;
        var forest = await register.ForestAsync(cancel);
        if (forest[into] is not { } other)
            return Changes.Invalid([PlaceRules.UnderFault(found.Value.Place, null, default)! with { Column = "into" }]);
        var merged = Changes.Merge(forest, found.Value.Place, other, day);
        if (!merged.Succeeded)
            return merged.Failure!;
        var places = merged.Value.ToDictionary(p => p.Id);
        foreach (var organisation in await register.ManyAsync(places.Keys, cancel))
            register.Keep(organisation with { Place = places[organisation.Id] }, organisation.Id == id ? "merged" : "moved", day);
        work.Audit("directory.organisation.merged", $"organisation:{id}", after: new { day, into, moved = places.Count - 1 });
        await register.WriteTreeAsync(cancel);
        return id;
    }

    private static Outcome<Organisation> With(Organisation organisation, Outcome<Place> place)
        => place.Succeeded ? organisation with { Place = place.Value } : place.Failure!;

    private static async Task<Outcome<Guid>> ChangeAsync(
        UnitOfWork work, Guid id, int? version, string change, DateOnly day,
        Func<Organisation, Forest, Outcome<Organisation>> judge, Func<Organisation, object> shown, CancellationToken cancel)
    {
        var register = new OrganisationRegister(work);
        var found = await register.FindAsync(id, version, cancel);
        if (!found.Succeeded)
            return found.Failure!;
        var needsForest = change is "moved" or "closed" or "corrected";
        var judged = judge(found.Value, needsForest ? await register.ForestAsync(cancel) : new([found.Value.Place]));
        if (!judged.Succeeded)
            return judged.Failure!;
        register.Keep(judged.Value, change, day);
        work.Audit($"directory.organisation.{change}", $"organisation:{id}", shown(found.Value), shown(judged.Value));
        await register.WriteTreeAsync(cancel);
        return id;
    }
}

/// <summary>Runs a change as one unit of work.</summary>
public static class ChangeRuns
{
    /// <summary>Begins, runs and commits; a failure keeps nothing. What another one wrote meanwhile is a conflict.</summary>
    public static async Task<Outcome<T>> RunAsync<T>(this Works works, Reader reader, Func<UnitOfWork, Task<Outcome<T>>> change, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        try
        {
            var outcome = await change(work);
            if (outcome.Succeeded)
                await work.CommitAsync(cancel);
            return outcome;
        }
        catch (DbUpdateException)
        {
            return OrganisationRegister.Changed;
        }
    }
}
