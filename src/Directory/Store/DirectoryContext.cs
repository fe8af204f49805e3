using Microsoft.EntityFrameworkCore;
using Sakimori.Directory.Contracts;
using Sakimori.Platform.Records;

namespace Sakimori.Directory.Store;

/// <summary>The tables of the directory.</summary>
public abstract class DirectoryContext : ModuleContext
{
    internal const string Module = "directory";

    private readonly Engine engine;

    /// <inheritdoc/>
    protected DirectoryContext(DbContextOptions options, Engine engine)
        : base(options, engine, Module) => this.engine = engine;

    /// <inheritdoc/>
    protected DirectoryContext(Engine engine)
        : base(engine, Module) => this.engine = engine;

    /// <summary>Organisations that the reader may see: those of the own tree, or all for the office.</summary>
    public DbSet<OrganisationRow> Organisations => Set<OrganisationRow>();

    /// <summary>Contacts that the reader may see: those of the own organisation, or all for the office.</summary>
    public DbSet<ContactRow> Contacts => Set<ContactRow>();

    /// <summary>People that the reader may see: those of the own organisation, or all for the office.</summary>
    public DbSet<PersonRow> People => Set<PersonRow>();

    /// <summary>The mail domains that the office trusts.</summary>
    public DbSet<MailDomain> MailDomains => Set<MailDomain>();

    /// <summary>Registrations that the reader may see.</summary>
    public DbSet<RegistrationRow> Registrations => Set<RegistrationRow>();

    /// <summary>How references to organisations are shown; not filtered.</summary>
    public DbSet<CurrentName> CurrentNames => Set<CurrentName>();

    internal DbSet<NameRow> Names => Set<NameRow>();

    internal DbSet<UploadRow> Uploads => Set<UploadRow>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.MapCurrentNames();
        modelBuilder.Entity<OrganisationRow>(organisation =>
        {
            organisation.ToTable("directory_organisation");
            organisation.Property(o => o.Id).ValueGeneratedNever();
            organisation.Property(o => o.Version).IsConcurrencyToken();
            organisation.HasIndex(o => o.CorporateNumber).IsUnique().HasFilter("\"Until\" = '9999-01-01'");
            organisation.HasIndex(o => o.MergedInto).HasFilter("\"MergedInto\" IS NOT NULL");
            organisation.HasMany(o => o.Names).WithOne().HasForeignKey(n => n.Organisation);
            organisation.HasMany(o => o.Parents).WithOne().HasForeignKey(p => p.Organisation);
            organisation.HasMany(o => o.Profiles).WithOne().HasForeignKey(p => p.Organisation);
        });
        modelBuilder.Entity<NameRow>(name =>
        {
            name.ToTable("directory_name").HasKey(n => new { n.Organisation, n.From });
            name.HasIndex(n => n.SortKey);

            // Both databases page in the same order.
            if (engine == Engine.Postgres)
                name.Property(n => n.SortKey).UseCollation("C");
        });
        modelBuilder.Entity<ParentRow>(parent =>
        {
            parent.ToTable("directory_parent").HasKey(p => new { p.Organisation, p.From });
            parent.HasIndex(p => p.Parent);
        });
        modelBuilder.Entity<ProfileRow>(profile => profile.ToTable("directory_profile").HasKey(p => new { p.Organisation, p.From }));
        modelBuilder.Entity<ContactRow>(contact =>
        {
            contact.ToTable("directory_contact");
            contact.Property(c => c.Id).ValueGeneratedNever();
            contact.HasIndex(c => c.Organisation);
        });
        modelBuilder.Entity<PersonRow>(person =>
        {
            person.ToTable("directory_person");
            person.Property(p => p.Id).ValueGeneratedNever();
            person.Ignore(p => p.Entry);
            person.HasIndex(p => new { p.Organisation, p.SortKey });
            person.HasIndex(p => new { p.Person, p.From }).IsUnique();
            if (engine == Engine.Postgres)
                person.Property(p => p.SortKey).UseCollation("C");
        });
        modelBuilder.Entity<RegistrationRow>(registration =>
        {
            registration.ToTable("directory_registration");
            registration.Property(r => r.Id).ValueGeneratedNever();
            registration.HasIndex(r => r.Link).IsUnique();
            registration.HasIndex(r => new { r.AddressHash, r.Made });
            registration.HasIndex(r => new { r.ClientHash, r.Made });
        });
        MailDomain.Configure(modelBuilder);
        modelBuilder.Entity<UploadRow>(upload =>
        {
            upload.ToTable("directory_upload");
            upload.Property(u => u.Id).ValueGeneratedNever();
        });
        Protect<OrganisationRow>(modelBuilder);
        Protect<ContactRow>(modelBuilder);
        Protect<PersonRow>(modelBuilder);
        Protect<RegistrationRow>(modelBuilder);
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteDirectoryContext : DirectoryContext
{
    /// <summary>Design time.</summary>
    public SqliteDirectoryContext()
        : base(Engine.Sqlite)
    {
    }

    internal SqliteDirectoryContext(DbContextOptions options)
        : base(options, Engine.Sqlite)
    {
    }
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresDirectoryContext : DirectoryContext
{
    /// <summary>Design time.</summary>
    public PostgresDirectoryContext()
        : base(Engine.Postgres)
    {
    }

    internal PostgresDirectoryContext(DbContextOptions options)
        : base(options, Engine.Postgres)
    {
    }
}
