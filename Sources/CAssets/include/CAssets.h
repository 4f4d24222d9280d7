#ifndef CASSETS_H
#define CASSETS_H

#include <stddef.h>

/// A file that is part of the program.
struct graph_asset {
  const unsigned char *bytes;
  size_t length;
};

/// The entity model of the beta version, CSDL XML.
struct graph_asset graph_asset_beta_csdl(void);
/// The entity model of the v1.0 version, CSDL XML.
struct graph_asset graph_asset_v1_csdl(void);
/// What our annotations say of places that only the service's own metadata has, CSDL XML.
struct graph_asset graph_asset_overlay_csdl(void);
/// Known products and their service plans, JSON.
struct graph_asset graph_asset_products(void);
/// Documented routes with the permissions that they accept, tab-separated.
struct graph_asset graph_asset_permissions(void);
/// Further places that the service's table of permissions has, in the same columns.
struct graph_asset graph_asset_further_permissions(void);
/// Names of all permissions, each with whose tokens can have it, the scope's id and who consents to it, and the role's id,
/// tab-separated.
struct graph_asset graph_asset_permission_names(void);
/// The directory roles that there are, by id and name, tab-separated.
struct graph_asset graph_asset_directory_roles(void);
/// Why documented routes are not served, tab-separated.
struct graph_asset graph_asset_refusals(void);
/// Names of the published metadata in lower case, sorted by their bytes, one a line.
struct graph_asset graph_asset_published(void);

#endif
